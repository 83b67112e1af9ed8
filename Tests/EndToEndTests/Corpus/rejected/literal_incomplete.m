-- expect-code: P2P325
-- A record that is written out has all its fields.
type r: record f, g: 0..1; end;
var x: r;
startstate x := {f: 0}; end;
