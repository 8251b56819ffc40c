package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"sync/atomic"
	"syscall"
	"time"
)

// How the clients of the field repeat a request: HashiCorp's Go client with its defaults.
const (
	fieldRetries = 2
	fieldWait    = time.Second
	fieldSpread  = 500 * time.Millisecond
	fieldTimeout = 60 * time.Second
)

// fieldClient sends requests through the balancer and repeats those without an answer, or with one
// of 412, 429 and 5xx.
type fieldClient struct {
	client   *http.Client
	address  string
	token    string
	requests atomic.Int64
	repeated atomic.Int64
	failed   atomic.Int64
}

func (f *fieldClient) send(method, path string, token string, body object) (int, object, error) {
	f.requests.Add(1)
	for attempt := 0; ; attempt++ {
		status, answer, err := f.once(method, path, token, body)
		again := err != nil || status == 412 || status == 429 || status >= 500 && status != 501
		if !again || attempt == fieldRetries {
			return status, answer, err
		}
		f.repeated.Add(1)
		time.Sleep(fieldWait + time.Duration(rand.Int64N(int64(fieldSpread))))
	}
}

func (f *fieldClient) once(method, path string, token string, body object) (int, object, error) {
	text, _ := json.Marshal(body)
	sent, err := http.NewRequest(method, "http://"+f.address+"/v1/"+path, bytes.NewReader(text))
	if err != nil {
		return 0, nil, err
	}
	sent.Header.Set("X-Vault-Token", token)
	response, err := f.client.Do(sent)
	if err != nil {
		return 0, nil, err
	}
	defer response.Body.Close()
	all, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, nil, err
	}
	var answer object
	_ = json.Unmarshal(all, &answer) // an empty body stays nil
	return response.StatusCode, answer, nil
}

// wants sends a request and counts it as failed unless it ends with the status.
func (f *fieldClient) wants(l *load, status int, method, path, token string, body object) object {
	got, answer, err := f.send(method, path, token, body)
	if err != nil || got != status {
		f.failed.Add(1)
		text, _ := json.Marshal(answer)
		l.problem("%s %s failed: %v %d %s", method, path, err, got, text)
	}
	return answer
}

// rolling replaces all nodes one after the other, by SIGTERM alone: what a node says of its health
// while it ends has to be enough for the balancer.
func (l *lab) rolling() error {
	balancer, err := startBalancer(l.nodes)
	if err != nil {
		return err
	}
	defer balancer.close()
	if err := within(time.Minute, "the balancer sees all nodes", balancer.seesAll); err != nil {
		return err
	}
	if err := l.replaceAll(balancer); err != nil {
		l.tails()
		return err
	}
	if wrong := append(l.load.found(), leaks(l.files())...); len(wrong) > 0 {
		l.show(wrong)
		return fmt.Errorf("%d problems during a rolling restart", len(wrong))
	}
	return nil
}

func (b *balancer) seesAll() bool {
	for _, one := range b.nodes {
		if !one.ready.Load() {
			return false
		}
	}
	return true
}

func (l *lab) replaceAll(balancer *balancer) error {
	field := &fieldClient{
		client:  &http.Client{Timeout: fieldTimeout, Transport: &http.Transport{MaxIdleConnsPerHost: 64}},
		address: balancer.address,
	}
	load := l.load
	load.stopped = make(chan struct{})
	for range 8 {
		load.work(func() { field.step(load) })
	}
	time.Sleep(3 * time.Second)
	began := time.Now()
	var failed error
	for i, n := range l.nodes {
		if failed = l.replace(n, balancer.nodes[i]); failed != nil {
			break
		}
	}
	length := time.Since(began)
	time.Sleep(2 * time.Second)
	load.end()
	if failed != nil {
		return failed
	}
	fmt.Printf("rolling restart of %d nodes: %.0f s, %d requests, %d repeated, %d failed\n",
		len(l.nodes), length.Seconds(), field.requests.Load(), field.repeated.Load(), field.failed.Load())
	return nil
}

func (l *lab) replace(n *node, one *backend) error {
	process := n.process.Load()
	process.end(syscall.SIGTERM)
	if code := process.command.ProcessState.ExitCode(); code != 0 {
		return fmt.Errorf("node %d ended with %d after SIGTERM", n.number, code)
	}
	one.ready.Store(false)
	if err := n.start(); err != nil {
		return err
	}
	if err := within(time.Minute, "the node is ready again", one.ready.Load); err != nil {
		return errors.Join(err, fmt.Errorf("node %d", n.number))
	}
	return nil
}

// step is what a workload does: it logs in, reads, writes with check-and-set, and ends its token.
func (f *fieldClient) step(l *load) {
	jwt, err := l.azure.jwt(principal(rand.IntN(lasting)))
	if err != nil {
		l.problem("no token of Azure: %v", err)
		return
	}
	login := f.wants(l, 200, "POST", "auth/azure/login", "", object{"role": "web", "jwt": jwt})
	token := login.child("auth").text("client_token")
	if token == "" {
		return
	}
	path := fmt.Sprintf("secret/data/rolling%d", l.next())
	for i := range 5 {
		f.wants(l, 200, "GET", "auth/token/lookup-self", token, nil)
		f.wants(l, 200, "POST", path, l.root, object{"data": object{"n": i}})
		f.wants(l, 200, "GET", path, l.root, nil)
	}
	f.wants(l, 204, "POST", "auth/token/revoke-self", token, nil)
}
