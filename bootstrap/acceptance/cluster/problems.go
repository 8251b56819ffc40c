package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"sync"
	"time"
)

// problems are what must not happen.
type problems struct {
	began time.Time
	mu    sync.Mutex
	all   []string
}

var tokens = regexp.MustCompile(`\b(azs|azb|hvs|hvb)\.[A-Za-z0-9_-]{20,}|eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.`)

func (p *problems) problem(format string, arguments ...any) {
	text := tokens.ReplaceAllString(fmt.Sprintf(format, arguments...), "<token>")
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all = append(p.all, fmt.Sprintf("at %.1f s: %s", time.Since(p.began).Seconds(), text))
}

// unexpected notes an answer that the server's contract does not know.
func (p *problems) unexpected(r request, got reply) {
	text, _ := json.Marshal(got.body)
	p.problem("%s %s was answered %d %s", r.method, r.path, got.status, text)
}

func (p *problems) found() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.all
}
