;; dape with the debug adapter on the path. Says where each movement stops, as JSON, a line a step.
;; `emacs --batch -q -l dape.el`; DAXSCN_SETUP is the Lisp of the document, DAXSCN_FILE a scenario, DAXSCN_PORT is set for a server on a port,
;; DAPE a folder with dape.el where it is no package.
(require 'package)
(package-activate-all)
(when (getenv "DAPE") (add-to-list 'load-path (getenv "DAPE")))
(require 'dape)
(require 'json)

(defun daxscn-say (name value)
  (princ (concat "\n" (json-encode `((name . ,name) (value . ,value))) "\n") #'external-debugging-output))

(defun daxscn-await (what condition)
  "Handle events until CONDITION. The limit is for what will never be so."
  (let ((end (+ (float-time) 120)))
    (while (not (funcall condition))
      (when (> (float-time) end) (error "never: %s" what))
      (accept-process-output nil 0.05))))

(defvar daxscn-reason nil "Why the adapter has stopped; nil since the last movement began.")
(defvar daxscn-connection nil)
(cl-defmethod dape-handle-event :after (conn (_event (eql stopped)) body)
  (setq daxscn-connection conn daxscn-reason (plist-get body :reason)))

(defun daxscn-frame ()
  (and daxscn-reason (dape--current-stack-frame daxscn-connection)))

(defun daxscn-move (name movement)
  "Dape asks for the threads, the stack and the scopes after a stop, and rests when it has them."
  ;; Until then it keeps the frame of the stop before.
  (when (daxscn-frame) (plist-put (daxscn-frame) :scopes nil))
  (setq daxscn-reason nil)
  (funcall movement)
  (daxscn-await name (lambda () (and (plist-get (daxscn-frame) :scopes) (dape--stopped-threads daxscn-connection))))
  (let ((frame (daxscn-frame)))
    (daxscn-say name `((reason . ,daxscn-reason) (func . ,(plist-get frame :name))
                       (file . ,(file-name-nondirectory (plist-get (plist-get frame :source) :path)))))))

(defun daxscn-console (text expected)
  "Type TEXT into the REPL and wait for EXPECTED in the answer."
  (with-current-buffer "*dape-repl*"
    (goto-char (point-max))
    (let ((before (point)))
      (insert text)
      (comint-send-input)
      (let ((answer (lambda () (buffer-substring-no-properties before (point-max)))))
        (daxscn-await text (lambda () (string-search expected (funcall answer))))
        (daxscn-say (concat "console " text) (funcall answer))))))

(defun daxscn-configuration ()
  "The one of the document, by the streams or, with the lines that it gives for this, by a port."
  (let ((configuration (dape--config-eval 'daxscn nil)))
    (when (getenv "DAXSCN_PORT")
      (dolist (each '((command-args . ("dap" "--port" :autoport)) (host . "127.0.0.1") (port . :autoport)))
        (setq configuration (plist-put configuration (car each) (cdr each)))))
    configuration))

(load (getenv "DAXSCN_SETUP") nil t)
(setq make-backup-files nil dape-request-timeout 120)
;; Its buffers of threads and variables are not looked at.
(remove-hook 'dape-start-hook 'dape-info)
(remove-hook 'daxscn-mode-hook #'eglot-ensure)
(find-file (getenv "DAXSCN_FILE"))
(goto-char (point-min))
(search-forward "read_direct(nvme0")
(dape-breakpoint-toggle)
(daxscn-move "launch" (lambda () (dape (daxscn-configuration))))
(dolist (each '(("continue" . dape-continue) ("step over" . dape-next) ("step into" . dape-step-in) ("step out" . dape-step-out)))
  (daxscn-move (car each) (lambda () (funcall (cdr each) (dape--live-connection 'stopped)))))
(daxscn-console "help" "why truncator")
(daxscn-console "why reader" "sleeps until nvme0 has finished")
(setf (alist-get "threads" dape-repl-commands nil t #'equal) nil)
(daxscn-console "threads" "truncator")
;; dape has it since 0.27.
(when (fboundp 'dape-restart-frame)
  (daxscn-move "restart frame" (lambda () (dape-restart-frame daxscn-connection (plist-get (daxscn-frame) :id)))))
(daxscn-move "restart" (lambda () (dape-restart daxscn-connection)))
(defvar daxscn-ended nil)
(dape-kill daxscn-connection (lambda (&rest _) (setq daxscn-ended t)))
(daxscn-await "the end" (lambda () daxscn-ended))
(daxscn-say "terminate" t)
