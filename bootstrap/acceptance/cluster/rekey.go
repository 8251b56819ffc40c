package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"time"
)

// What nodes answer and log when another one has replaced the root key.
const (
	rootKeyReplaced = "another server has replaced the root key"
	rootKeyGiven    = rootKeyReplaced + "; the seal gave it to this one"
	storeOpened     = "StoreOpening: unsealed"
)

// miss has the other nodes replace the root key twice, and the encryption key after each, while this one
// is away: with what it has it can read neither the new keys nor the root key that is handed over. When it
// is back, it asks its seal. Until then it answers 503, never 500, which every request of the load checks.
func (f *faults) miss(n *node, comeBack func()) error {
	missed := errors.Join(f.newRootKey(n), f.newRootKey(n))
	path := fmt.Sprintf("plain/behind%d", f.load.next())
	written := f.writeElsewhere(n, path)
	asked := n.logs(rootKeyGiven) + n.logs(storeOpened) // one that was still starting opens the store anew
	comeBack()
	if err := errors.Join(missed, written); err != nil {
		return err
	}
	read := request{operation: "read behind a new root key", method: "GET", path: path, token: f.load.root}
	return within(2*time.Minute, fmt.Sprintf("node %d has the root key that it missed", n.number), func() bool {
		return f.load.counted(n.number, read, patience).ok() && n.logs(rootKeyGiven)+n.logs(storeOpened) > asked
	})
}

// newRootKey has another node than this one replace the root key, and then the encryption key.
func (f *faults) newRootKey(away *node) error {
	return f.elsewhere(away, "the root key is replaced", func(number int) bool {
		return f.rekey(number) &&
			f.load.at(number, request{method: "PUT", path: "sys/rotate", token: f.load.root}, patience).ok()
	})
}

// rekey replaces the root key at a node, and gives up an attempt that was left there.
func (f *faults) rekey(number int) bool {
	ask := func(method, path string, body object) reply {
		return f.load.at(number, request{method: method, path: path, token: f.load.root, body: body}, patience)
	}
	begun := ask("PUT", "sys/rekey/init", object{"secret_shares": 1, "secret_threshold": 1})
	if !begun.ok() {
		left := ask("GET", "sys/rekey/init", nil)
		ask("DELETE", "sys/rekey/init", object{"nonce": left.body.text("nonce")})
		return false
	}
	ended := ask("PUT", "sys/rekey/update", object{"nonce": begun.body.text("nonce"), "key": f.load.recovery})
	complete, _ := ended.body["complete"].(bool)
	return complete
}

func (f *faults) writeElsewhere(away *node, path string) error {
	r := request{method: "POST", path: path, token: f.load.root, body: object{"n": 1}}
	return f.elsewhere(away, "a secret is written", func(number int) bool {
		return f.load.at(number, r, patience).ok()
	})
}

// elsewhere tries something at the nodes that serve, but for the one that is away, until it succeeds.
func (f *faults) elsewhere(away *node, what string, try func(number int) bool) error {
	return within(2*time.Minute, what, func() bool {
		for i, n := range f.nodes {
			if n != away && f.load.healthy[i].Load() && try(i) {
				return true
			}
		}
		return false
	})
}

// logs is how often the log of the node has the text.
func (n *node) logs(text string) int {
	all, _ := os.ReadFile(n.log())
	return bytes.Count(all, []byte(text))
}
