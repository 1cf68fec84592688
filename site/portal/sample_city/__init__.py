"""An invented city with real managing units, for demonstrations, the tests of journeys and pictures.

Schools, people and training are made up by a seeded generator and enter through the same door as a
bureau's own workbooks. No name in it is that of a school or a person.
"""
