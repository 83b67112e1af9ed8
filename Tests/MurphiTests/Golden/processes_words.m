-- Words that a process has already.
type cpu: 0 .. 1;
var z: 0 .. 3;
procedure await(c: boolean); begin if c then z := 3 end; end;
--        ^^^^^ error P2P202: `await` is a word of processes, and no function beside them
--    help: choose another name
process c: cpu at pc
begin
one: await (z = 0); z := 1;
end;
