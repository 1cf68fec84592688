# Makes the virtual environment, or says in one sentence what the machine lacks.
#   sh tools/make_venv.sh PYTHON FOLDER
set -eu
python=$1
folder=$2

say() {
    echo "$1" >&2
    exit 1
}

command -v "$python" >/dev/null 2>&1 ||
    say "没有找到 $python，请先安装 Python 3.11 或更高版本。 / $python is not here: install Python 3.11 or newer."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    say "需要 Python 3.11 或更高版本，而 $python 是 $("$python" -V 2>&1)；已另装新版时可写 make demo PYTHON=python3.12。 / Python 3.11 or newer is needed; name it with make demo PYTHON=python3.12."
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    say "$python 缺少 venv 或 ensurepip，请先安装（Debian、Ubuntu：apt install python3-venv）。 / $python lacks venv or ensurepip: install them (Debian, Ubuntu: apt install python3-venv)."

# A folder left half made by an interrupted run has an interpreter but no pip.
[ -x "$folder/bin/pip" ] || "$python" -m venv --clear "$folder"
