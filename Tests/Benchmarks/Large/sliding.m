-- Tiles slide on a board with one free cell; tiles of a kind are alike. With two tiles that are alike every placement can be
-- reached, so that the number of states is a multinomial coefficient: 16! / (1! 1! 3! 3! 4! 4!) = 1 009 008 000 of a board of
-- 4 x 4 with the numbers below. A state has as many steps as its free cell has neighbours, 48 / 16 = 3 on average.
const
  WIDTH: 4;
  HEIGHT: 4;
  -- Tiles of each kind.
  A: 1;
  B: 3;
  C: 3;
  D: 4;
  E: 4;
type
  column: 0..WIDTH - 1;
  row: 0..HEIGHT - 1;
  -- 0 is the free cell.
  kind: 0..5;
var
  board: array[row] of array[column] of kind;
  x: column;
  y: row;

startstate
begin
  for j: row do
    for i: column do
      board[j][i] := (j * WIDTH + i < A ? 1 : (j * WIDTH + i < A + B ? 2 : (j * WIDTH + i < A + B + C ? 3 :
        (j * WIDTH + i < A + B + C + D ? 4 : (j * WIDTH + i < A + B + C + D + E ? 5 : 0)))));
    end;
  end;
  x := WIDTH - 1;
  y := HEIGHT - 1;
end;

rule "left" x > 0 ==>
begin
  board[y][x] := board[y][x - 1];
  board[y][x - 1] := 0;
  x := x - 1;
end;

rule "right" x < WIDTH - 1 ==>
begin
  board[y][x] := board[y][x + 1];
  board[y][x + 1] := 0;
  x := x + 1;
end;

rule "up" y > 0 ==>
begin
  board[y][x] := board[y - 1][x];
  board[y - 1][x] := 0;
  y := y - 1;
end;

rule "down" y < HEIGHT - 1 ==>
begin
  board[y][x] := board[y + 1][x];
  board[y + 1][x] := 0;
  y := y + 1;
end;

invariant "free" board[y][x] = 0;
