-- What a user of nvim-dap does in a session; prints where the client is after each of it.
local dap = require('dap')
dap.adapters.p2pcheck = { type = 'executable', command = 'p2pcheck', args = { 'dap' } }

local function wait(what, condition)
  if not vim.wait(60000, condition, 20) then
    print('\nnever: ' .. what)
    vim.cmd('cquit')
  end
end

local stops, output, ended = 0, '', false
dap.listeners.after.event_stopped['test'] = function() stops = stops + 1 end
dap.listeners.after.event_output['test'] = function(_, body) output = output .. body.output end
dap.listeners.after.event_terminated['test'] = function() ended = true end

local function place()
  local frame
  wait('a frame', function()
    local session = dap.session()
    frame = session and session.current_frame
    return frame ~= nil
  end)
  return frame
end

local function show(what)
  local frame = place()
  print(string.format('\n%s: %s, line %d', what, frame.name, frame.line))
end

-- An action after which the run stands still once more.
local function stop(what, action)
  local before = stops
  action()
  wait(what, function() return stops > before and dap.session() and dap.session().stopped_thread_id end)
  vim.wait(300, function() return false end)
  show(what)
end

local function evaluate(expression, context)
  local answer
  dap.session():request('evaluate',
    { expression = expression, context = context, frameId = place().id },
    function(mistake, response) answer = mistake and ('failed: ' .. mistake.message) or response.result end)
  wait(expression, function() return answer end)
  print(string.format('\n%s: %s', expression, answer))
end

vim.cmd('edit ' .. vim.env.MODEL)
vim.api.nvim_win_set_cursor(0, { tonumber(vim.env.LINE), 0 })
dap.toggle_breakpoint('p = process_1')
stop('launch', function()
  dap.run({ type = 'p2pcheck', request = 'launch', name = 'trace', trace = vim.env.TRACE })
end)
stop('continue', dap.continue)
evaluate('at', 'watch')
evaluate('why unlock (p = process_1)', 'repl')
stop('step back', dap.step_back)
stop('step over', dap.step_over)
stop('reverse', dap.reverse_continue)
evaluate('fire 2', 'repl')
wait('the other way', function() return place().name:find('process_1') end)
show('fire')
evaluate('back', 'repl')
vim.wait(300, function() return false end)
stop('to the end', dap.continue)
dap.continue()
wait('the end', function() return ended end)
print('\nsaid: ' .. output)
vim.cmd('quitall!')
