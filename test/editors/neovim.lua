-- Neovim's own language client with the server on the path, as a user has it. Says what an editor shows, as JSON, a line a step.
-- `nvim --headless --clean -S neovim.lua`; DAXSCN_CMD is the command, DAXSCN_FILE a scenario in which `mistake` stands for `ftruncate`.

--- Handles events until something is so. The limit is for what will never be so.
local function await(what, condition)
  assert(vim.wait(120000, condition, 5), 'never: ' .. what)
end

local function say(name, value)
  -- A line of its own, whatever messages are shown.
  io.stdout:write('\n' .. vim.json.encode({ name = name, value = value }) .. '\n')
end

local function run()
  vim.cmd('edit ' .. vim.env.DAXSCN_FILE)
  local buffer = vim.api.nvim_get_current_buf()
  local exited
  local client = vim.lsp.start_client({
    name = 'daxscn',
    cmd = vim.json.decode(vim.env.DAXSCN_CMD),
    on_exit = function(code) exited = code end,
  })
  vim.lsp.buf_attach_client(buffer, client)
  await('the server is there', function() return vim.lsp.buf_get_clients(buffer)[client] ~= nil end)
  say('sync', vim.lsp.get_client_by_id(client).server_capabilities.textDocumentSync)

  local function messages()
    return vim.tbl_map(function(each) return { line = each.lnum + 1, message = each.message } end, vim.diagnostic.get(buffer))
  end
  await('a diagnostic', function() return #messages() > 0 end)
  say('diagnostics', messages())

  -- The author mends it, which Neovim tells as the change of a range.
  local line = messages()[1].line
  local text = vim.api.nvim_buf_get_lines(buffer, line - 1, line, true)[1]
  local from, to = text:find('mistake')
  vim.api.nvim_buf_set_text(buffer, line - 1, from - 1, line - 1, to, { 'ftruncate' })
  await('no diagnostic any more', function() return #messages() == 0 end)
  say('mended', messages())

  vim.api.nvim_win_set_cursor(0, { line, from })
  local function ask(method)
    local answers, problem = vim.lsp.buf_request_sync(buffer, method, vim.lsp.util.make_position_params(), 120000)
    assert(answers, problem)
    return answers[client].result
  end
  say('hover', vim.lsp.util.convert_input_to_markdown_lines(ask('textDocument/hover').contents))

  -- Completion as Neovim puts it into its menu; what it inserts is a word.
  local items = vim.lsp.util.text_document_completion_list_to_complete_items(ask('textDocument/completion'), 'ftr')
  say('completion', vim.tbl_map(function(item) return item.word end, items))

  -- The author mistypes it again; a quick fix mends it.
  local function call()
    return vim.api.nvim_buf_get_lines(buffer, line - 1, line, true)[1]
  end
  vim.api.nvim_buf_set_text(buffer, line - 1, from - 1, line - 1, from - 1 + #'ftruncate', { 'ftrunkate' })
  await('the mistake', function() return #messages() > 0 end)
  local actions
  vim.ui.select = function(items, options, choose)
    actions = vim.tbl_map(function(item) return item[2].title end, items)
    choose(items[1])
  end
  vim.lsp.buf.code_action()
  await('the correction', function() return call() == text:gsub('mistake', 'ftruncate') end)
  say('actions', actions)
  await('no mistake', function() return #messages() == 0 end)

  -- `victim` gets another name, in all of the text.
  vim.api.nvim_win_set_cursor(0, { line, (call():find('victim')) })
  vim.lsp.buf.rename('target')
  await('the other name', function() return call():find('target') ~= nil end)
  say('renamed', { call(), #vim.tbl_filter(function(each) return each:find('victim[ ,]') ~= nil and not each:find('*', 1, true) end, vim.api.nvim_buf_get_lines(buffer, 0, -1, true)) })
  vim.lsp.buf.rename('other')
  vim.wait(200)
  say('refused', call())
  vim.lsp.buf.rename('victim')
  await('the old name', function() return call():find('victim') ~= nil end)

  -- Badly indented, and formatted.
  vim.api.nvim_buf_set_lines(buffer, line - 1, line - 1, true, { 'process added{', 'fsync( victim );', '}' })
  local formatting = vim.lsp.buf_request_sync(buffer, 'textDocument/formatting', vim.lsp.util.make_formatting_params({}), 120000)[client].result
  vim.lsp.util.apply_text_edits(formatting, buffer, 'utf-16')
  say('formatted', vim.api.nvim_buf_get_lines(buffer, line - 1, line + 2, true))

  vim.api.nvim_win_set_cursor(0, { line + 3, from })
  vim.lsp.buf.definition()
  await('the model kernel', function() return vim.api.nvim_buf_get_name(0):match('%.daxk$') ~= nil end)
  say('definition', { file = vim.api.nvim_buf_get_name(0), text = vim.api.nvim_get_current_line() })

  vim.lsp.stop_client(client)
  await('the end of the server', function() return exited ~= nil end)
  say('exit', exited)
end

local ok, problem = xpcall(run, debug.traceback)
if not ok then io.stderr:write(problem .. '\n') end
vim.cmd(ok and 'qall!' or 'cquit 1')
