-- nvim-dap with the debug adapter on the path. Says where each movement stops, as JSON, a line a step.
-- `nvim --headless --clean -S nvim-dap.lua`; NVIM_DAP is nvim-dap's folder, DAXSCN_SETUP the Lua of the document, DAXSCN_FILE a scenario.
local function await(what, condition)
  assert(vim.wait(120000, condition, 5), 'never: ' .. what)
end

local function say(name, value)
  -- A line of its own, whatever messages are shown.
  io.stdout:write('\n' .. vim.json.encode({ name = name, value = value }) .. '\n')
end

local function run()
  vim.opt.runtimepath:append(vim.env.NVIM_DAP)
  -- The set-up of the document is for Neovim 0.11, whose language client is configured so.
  vim.lsp.config = vim.lsp.config or function() end
  vim.lsp.enable = vim.lsp.enable or function() end
  dofile(vim.env.DAXSCN_SETUP)
  local dap = require('dap')
  local repl = require('dap.repl')
  -- Where it asks, the first is taken.
  vim.ui.select = function(items, _, choose) choose(items[1], 1) end
  require('dap.ui').pick_one = function(items, _, _, choose) if choose then choose(items[1]) end return items[1] end
  require('dap.ui').pick_if_many = require('dap.ui').pick_one

  local stop, rests, ended = nil, false, false
  dap.listeners.before.event_stopped.test = function(_, body) stop = body end
  -- After a stop it asks for the stack and the scopes, and rests when it has them.
  dap.listeners.after.scopes.test = function() rests = stop ~= nil end
  dap.listeners.after.event_terminated.test = function() ended = true end

  local function move(name, movement)
    stop, rests = nil, false
    movement()
    await(name, function() return rests end)
    local frame = dap.session().current_frame
    say(name, { reason = stop.reason, func = frame.name, file = vim.fn.fnamemodify(frame.source.path, ':t') })
  end
  -- Types a line into the REPL, and waits for what is in the answer.
  local function console(text, expected)
    local buffer = vim.fn.bufnr('dap-repl')
    local function lines() return vim.api.nvim_buf_get_lines(buffer, 0, -1, false) end
    local before = #lines()
    local current = vim.api.nvim_get_current_win()
    vim.api.nvim_set_current_win(vim.fn.bufwinid(buffer))
    vim.api.nvim_feedkeys('A' .. text .. vim.api.nvim_replace_termcodes('<CR><Esc>', true, false, true), 'tx', false)
    vim.api.nvim_set_current_win(current)
    local function answer() return table.concat(vim.list_slice(lines(), before + 1), '\n') end
    await('an answer to ' .. text, function() return answer():find(expected, 1, true) ~= nil end)
    say('console ' .. text, answer())
  end

  vim.cmd('edit ' .. vim.env.DAXSCN_FILE)
  -- Neovim 0.7 does not yet heed `vim.filetype.add` by itself.
  vim.bo.filetype = 'daxscn'
  local line = vim.fn.search('read_direct(nvme0', 'nw')
  vim.api.nvim_win_set_cursor(0, { line, 0 })
  dap.toggle_breakpoint()
  local window = vim.api.nvim_get_current_win()
  repl.open()
  vim.api.nvim_set_current_win(window)
  move('launch', function() dap.continue() end)
  move('continue', dap.continue)
  move('step over', dap.step_over)
  move('step into', dap.step_into)
  move('step out', dap.step_out)
  move('step back', dap.step_back)
  move('reverse', dap.reverse_continue)
  vim.cmd('edit ' .. vim.env.DAXSCN_FILE)
  vim.api.nvim_win_set_cursor(0, { line, 0 })
  move('goto', function() dap.goto_() end)
  console('help', '.into-targets')
  console(' help', 'why truncator')
  console('threads', 'truncator')
  move('restart frame', dap.restart_frame)
  move('restart', function() dap.restart() end)
  dap.terminate()
  await('the end', function() return ended and dap.session() == nil end)
  say('terminate', true)
end

local ok, problem = xpcall(run, debug.traceback)
if not ok then io.stderr:write(problem .. '\n') end
vim.cmd(ok and 'qall!' or 'cquit 1')
