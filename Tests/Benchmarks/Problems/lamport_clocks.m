-- Three processes with logical clocks and one message under way.
-- expect: received after it was sent=proved
type clock: 0 .. (1 << 48);
     process: 0 .. 2;
var time: array [process] of clock;
    message: record busy: boolean; stamp: clock; target: process; end;
    sent, received: clock;

startstate begin
  for p: process do time[p] := 0; end;
  message.busy := false;
  message.stamp := 0;
  message.target := 0;
  sent := 0;
  received := 1;
end;

ruleset p: process do
  rule "work" time[p] < 1 << 47 ==> begin time[p] := time[p] + 1; end;
  ruleset q: process do
    rule "send" p != q & !message.busy & time[p] < 1 << 47 ==>
    begin
      time[p] := time[p] + 1;
      message.busy := true;
      message.stamp := time[p];
      message.target := q;
    end;
  end;
  rule "receive" message.busy & message.target = p & time[p] < 1 << 47 ==>
  begin
    time[p] := (time[p] > message.stamp ? time[p] : message.stamp) + 1;
    sent := message.stamp;
    received := time[p];
    message.busy := false;
  end;
end;

invariant "received after it was sent" sent < received;
