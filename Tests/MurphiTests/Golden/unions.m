type p: scalarset(2); m: 0..3; n: union {p, m, enum {nobody}}; bad: union {m, record x: m; end};
var v: n; w: m; q: p; k: boolean;
function one(): 0..9; begin return 1; end;
startstate
  v := nobody; v := w; v := 5; v := q; w := v; v := k;
  if ismember(v, m) & ismember(v, n) & ismember(v, boolean) & ismember(w, m) then end;
  v := one();
  v := v + 1;
end;
