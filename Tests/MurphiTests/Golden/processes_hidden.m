-- What a process is read as keeps its names, whatever a step or a start state declares.
type cpu: 0 .. 1;
var z: 0 .. 3;
alias bad: fine do startstate "aliased" z := 0; end; end;
--    ^^^ error P2P202: `bad` is a name that a process needs here
--    7 down, `bad`: here it is needed
--    help: choose another one
startstate "constant" const bad: fine; begin z := 0; end;
--                          ^^^ error P2P202: `bad` is a name that a process needs here
--    6 down, `bad`: here it is needed
--    help: choose another one
startstate "type" type cpu: 0 .. 0; begin z := 0; end;
--                     ^^^ error P2P202: `cpu` is a name that a process needs here
--    3 down, `cpu`: here it is needed
--    help: choose another one
ruleset pc: cpu do startstate "parameter" z := 0; end; end;
--      ^^ error P2P202: `pc` is a name that a process needs here
--    2 down, `pc`: here it is needed
--    help: choose another one
startstate "none of these" var c: cpu; begin z := 0; end;
process c: cpu at pc
begin
bad: alias fine: z do if z = 0 then goto fine; end; end;
--         ^^^^ error P2P202: `fine` is a name that a process needs here
--    here, `fine`: here it is needed
--    help: choose another one
one: const fine: 2; if z = 0 then goto fine; end;
--         ^^^^ error P2P202: `fine` is a name that a process needs here
--    here, `fine`: here it is needed
--    help: choose another one
two: type t: enum { three, fine }; z := 1;
--                  ^^^^^ error P2P202: `three` is a name that a process needs here
--    1 down, `three`: here it is needed
--    help: choose another one
three (fine: cpu): z := 2; goto fine;
--     ^^^^ error P2P202: `fine` is a name that a process needs here
--    here, `fine`: here it is needed
--    help: choose another one
four: if exists fine: cpu do z = fine end then goto fine; end; for bad: cpu do z := 0; end; goto bad;
five: for fine: cpu do if z = fine then goto fine; end; end;
--        ^^^^ error P2P202: `fine` is a name that a process needs here
--    here, `fine`: here it is needed
--    help: choose another one
fine: z := 3;
end;
invariant "never bad" z != 3;
