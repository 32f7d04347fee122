from random import Random
from tests.test_noninterference import *
def test_x(table):
    world=world_of(Random(0)); seed=0
    for name in SEATS:
        sat=sat_of(name)
        with standing(table, rows_in(table, world)):
            before = told(table, world, table.seat(name, at(world.today)))
        with standing(table, Otherwise(world, sat, Random(seed)).rows(rows_in(table, world))):
            after = told(table, world, table.seat(name, at(world.today)))
        for q in after:
            if after[q]!=before[q]:
                for a,b in zip(before[q],after[q]):
                    if a!=b:
                        i=next((k for k,(x,y) in enumerate(zip(a,b)) if x!=y),0)
                        print(name,q,"\n  B",a[max(0,i-200):i+200],"\n  A",b[max(0,i-200):i+200])
                print(len(before[q]),len(after[q]))
del test_the_queries_tell_exactly_what_the_rules_allow,test_what_a_seat_may_not_see_changes_no_answer,test_what_a_seat_may_not_read_changes_nothing_in_the_room,test_what_a_seat_may_not_see_changes_no_line_of_any_command
