;; Eglot with the server on the path, as a user has it. Says what an editor shows, as JSON, a line a step.
;; `emacs --batch -q -l emacs.el`; DAXSCN_SETUP is the Lisp of the document, DAXSCN_FILE a scenario in which `mistake` stands for `ftruncate`.
(require 'package)
(package-activate-all)
(require 'eglot)
(require 'flymake)
(require 'json)

(defun daxscn-await (what condition)
  "Handle events until CONDITION. The limit is for what will never be so."
  (let ((end (+ (float-time) 120)))
    (while (not (funcall condition))
      (when (> (float-time) end) (error "never: %s" what))
      (accept-process-output nil 0.05))))

(defun daxscn-say (name value)
  (princ (concat (json-encode `((name . ,name) (value . ,value))) "\n") #'external-debugging-output))

(defun daxscn-messages ()
  (vconcat (mapcar (lambda (each)
                     `((line . ,(line-number-at-pos (flymake-diagnostic-beg each))) (message . ,(flymake-diagnostic-text each))))
                   (flymake-diagnostics))))

(load (getenv "DAXSCN_SETUP") nil t)
(setq eglot-sync-connect 120 eglot-autoshutdown nil eglot-send-changes-idle-time 0 make-backup-files nil)
(find-file (getenv "DAXSCN_FILE"))
;; `eglot-ensure' waits for `post-command-hook', which does not run without a display.
(unless (eglot-current-server) (apply #'eglot (eglot--guess-contact)))
(daxscn-await "the server is there" #'eglot-current-server)
(let ((server (eglot-current-server)))
  (daxscn-say "sync" (eglot--server-capable :textDocumentSync :change))
  (daxscn-await "a diagnostic" (lambda () (flymake-start) (> (length (daxscn-messages)) 0)))
  (daxscn-say "diagnostics" (daxscn-messages))

  ;; The author mends it, which Eglot tells as the change of a range.
  (goto-char (point-min))
  (search-forward "mistake")
  (replace-match "ftruncate")
  (eglot--signal-textDocument/didChange)
  (daxscn-await "no diagnostic any more" (lambda () (flymake-start) (= (length (daxscn-messages)) 0)))
  (daxscn-say "mended" (daxscn-messages))

  (search-backward "ftruncate")
  (forward-char 1)
  (let ((hover (jsonrpc-request server :textDocument/hover (eglot--TextDocumentPositionParams))))
    (daxscn-say "hover" (split-string (substring-no-properties (eglot--hover-info (plist-get hover :contents) (plist-get hover :range))) "\n")))

  (goto-char (+ (point) 2))
  (let* ((found (eglot-completion-at-point))
         (items (all-completions (buffer-substring (nth 0 found) (nth 1 found)) (nth 2 found))))
    (daxscn-say "completion" (vconcat (mapcar #'substring-no-properties items))))

  (cl-flet ((line () (buffer-substring-no-properties (line-beginning-position) (line-end-position))))
    ;; The author mistypes it again; a quick fix mends it.
    (beginning-of-line)
    (search-forward "ftruncate")
    (replace-match "ftrunkate")
    (backward-char 2)
    (eglot--signal-textDocument/didChange)
    (daxscn-await "the mistake" (lambda () (flymake-start) (> (length (daxscn-messages)) 0)))
    (let ((actions (eglot-code-actions (line-beginning-position) (line-end-position))))
      (daxscn-say "actions" (vconcat (mapcar (lambda (each) (plist-get each :title)) actions)))
      (eglot--apply-workspace-edit (plist-get (seq-elt actions 0) :edit)))
    (eglot--signal-textDocument/didChange)
    (daxscn-await "no mistake" (lambda () (flymake-start) (= (length (daxscn-messages)) 0)))

    ;; `victim` gets another name, in all of the text.
    (beginning-of-line)
    (search-forward "victim")
    (backward-char 2)
    (let ((eglot-confirm-server-initiated-edits nil)) (eglot-rename "target"))
    (daxscn-say "renamed" (vector (line) (save-excursion (goto-char (point-min)) (count-matches "^[^*\n]*victim[ ,]"))))
    (condition-case problem (eglot-rename "other") (error (daxscn-say "refused" (line))))
    (eglot-rename "victim")

    ;; Badly indented, and formatted.
    (beginning-of-line)
    (insert "process added{\nfsync( victim );\n}\n")
    (eglot--signal-textDocument/didChange)
    (eglot-format-buffer)
    (goto-char (point-min))
    (search-forward "added")
    (beginning-of-line)
    (daxscn-say "formatted" (vconcat (split-string (buffer-substring-no-properties (point) (save-excursion (forward-line 3) (1- (point)))) "\n")))
    (eglot--signal-textDocument/didChange)
    (search-forward "ftruncate")
    (backward-char 2))

  (call-interactively #'xref-find-definitions)
  (daxscn-say "definition" `((file . ,(buffer-file-name)) (text . ,(buffer-substring-no-properties (line-beginning-position) (line-end-position)))))

  ;; Eglot 1.17 trips over an assertion of its own here: it asks for changes that it does not track any more.
  (ignore-error cl-assertion-failed (eglot-shutdown server)))
