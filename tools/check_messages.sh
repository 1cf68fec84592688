# Fails if a compiled catalogue (.mo) is not what its source (.po) compiles to.
set -eu
if ! command -v msgfmt >/dev/null 2>&1; then
    echo "msgfmt (gettext) is not here: the compiled translations are not compared."
    exit 0
fi
for source in site/locale/*/LC_MESSAGES/*.po; do
    [ -e "$source" ] || continue
    if ! msgfmt --output-file=- "$source" | cmp -s - "${source%.po}.mo"; then
        echo "${source%.po}.mo is not compiled from its .po: run make messages." >&2
        exit 1
    fi
done
echo "The compiled translations match their sources."
