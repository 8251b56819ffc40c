package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// object is one of JSON.
type object map[string]any

func (o object) child(name string) object {
	inner, _ := o[name].(map[string]any)
	return inner
}

func (o object) text(name string) string {
	text, _ := o[name].(string)
	return text
}

func (o object) number(name string) int {
	number, _ := o[name].(float64)
	return int(number)
}

// fate is what a client knows about its request.
type fate int

const (
	answered    fate = iota // with a status below 500
	unsent                  // no connection: the server never saw it
	unavailable             // 503
	unknown                 // no answer, or one that does not say what happened
)

// reply is the end of a request.
type reply struct {
	fate   fate
	status int
	body   object
	call   int64 // when it was sent and when the answer came
	back   int64
}

func (r reply) ok() bool { return r.fate == answered && r.status < 300 }

func (r reply) auth() object { return r.body.child("auth") }

func (r reply) data() object { return r.body.child("data") }

// request is what a client sends.
type request struct {
	operation string // under which it is counted
	method    string
	path      string
	token     string
	body      object
	wrap      string
}

// cluster sends requests to its nodes, mostly to those that a load balancer would choose.
type cluster struct {
	problems
	nodes    []*node
	root     string
	recovery string // the only share of the recovery key
	clients  []*http.Client
	healthy  []atomic.Bool
	counts   counts
	behind   atomic.Int64 // answers 503 of nodes that did not have the new root key yet
	ids      sync.Map     // of answered requests, with the number of the node
}

const (
	patience       = 18 * time.Second // more than a server looks for the outcome of a commit
	littlePatience = 3 * time.Second
)

func newCluster(nodes []*node) *cluster {
	c := &cluster{nodes: nodes, problems: problems{began: time.Now()}, healthy: make([]atomic.Bool, len(nodes))}
	for range nodes {
		c.clients = append(c.clients, &http.Client{
			Transport: &http.Transport{
				DialContext:         (&net.Dialer{Timeout: 2 * time.Second}).DialContext,
				MaxIdleConnsPerHost: 64,
			},
		})
	}
	return c
}

// now is a time of the history.
func (c *cluster) now() int64 { return int64(time.Since(c.began)) }

// watch asks for the health of each node, as a load balancer does.
func (c *cluster) watch(stop <-chan struct{}) {
	for i := range c.nodes {
		go func() {
			for {
				select {
				case <-stop:
					return
				case <-time.After(200 * time.Millisecond):
					c.healthy[i].Store(c.isHealthy(i))
				}
			}
		}()
	}
}

func (c *cluster) isHealthy(number int) bool {
	r := c.at(number, request{method: "GET", path: "sys/health"}, time.Second)
	return r.fate == answered && r.status == 200
}

// choose returns a node and how long to wait for it. One that seems to be away gets few requests.
func (c *cluster) choose() (int, time.Duration) {
	first := rand.IntN(len(c.nodes))
	for i := range c.nodes {
		number := (first + i) % len(c.nodes)
		if c.healthy[number].Load() {
			return number, patience
		}
		if rand.IntN(500) == 0 {
			return number, littlePatience
		}
	}
	return first, patience
}

// send sends a request to some node.
func (c *cluster) send(r request) reply {
	number, wait := c.choose()
	return c.counted(number, r, wait)
}

// sendTo sends a request to this node.
func (c *cluster) sendTo(number int, r request) reply {
	wait := patience
	if !c.healthy[number].Load() {
		wait = littlePatience
	}
	return c.counted(number, r, wait)
}

func (c *cluster) counted(number int, r request, wait time.Duration) reply {
	got := c.at(number, r, wait)
	c.counts.add(r.operation, got.fate)
	// An unwrapped answer has the id of the request that was wrapped.
	if id := got.body.text("request_id"); id != "" && r.operation != "unwrap" {
		c.ids.Store(id, number)
	}
	// The only fault of a server that may be: it looked for the outcome as long as it may.
	if got.fate == unknown && got.status != 0 && !got.says("the outcome of the write is not known") {
		c.unexpected(r, got)
	}
	if got.fate == unavailable && got.says(rootKeyReplaced) {
		c.behind.Add(1)
	}
	if got.fate != answered {
		time.Sleep(time.Duration(20+rand.IntN(150)) * time.Millisecond)
	}
	return got
}

func (c *cluster) at(number int, r request, wait time.Duration) reply {
	var body io.Reader
	if r.body != nil {
		text, _ := json.Marshal(r.body)
		body = bytes.NewReader(text)
	}
	sent, err := http.NewRequest(r.method, c.nodes[number].url()+"/v1/"+r.path, body)
	if err != nil {
		panic(err) // a path of this program
	}
	sent.GetBody = nil // the transport must not send anything twice
	if r.token != "" {
		sent.Header.Set("X-Vault-Token", r.token)
	}
	if r.wrap != "" {
		sent.Header.Set("X-Vault-Wrap-TTL", r.wrap)
	}
	client := *c.clients[number]
	client.Timeout = wait
	got := reply{call: c.now()}
	got.fate, got.status, got.body = exchange(&client, sent)
	got.back = c.now()
	return got
}

func exchange(client *http.Client, sent *http.Request) (fate, int, object) {
	response, err := client.Do(sent)
	if err != nil {
		var failed *net.OpError
		if errors.As(err, &failed) && failed.Op == "dial" {
			return unsent, 0, nil
		}
		return unknown, 0, nil
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return unknown, 0, nil
	}
	var body object
	if len(text) > 0 && json.Unmarshal(text, &body) != nil {
		return unknown, 0, nil
	}
	switch {
	case response.StatusCode < 500:
		return answered, response.StatusCode, body
	case response.StatusCode == http.StatusServiceUnavailable:
		return unavailable, response.StatusCode, body
	default:
		return unknown, response.StatusCode, body
	}
}

// must sends a request of the set-up until it is answered.
func (c *cluster) must(method, path string, body object) error {
	var last reply
	err := within(2*time.Minute, method+" "+path+" is answered", func() bool {
		last = c.send(request{operation: "set up", method: method, path: path, token: c.root, body: body})
		return last.fate == answered
	})
	if err == nil && !last.ok() {
		return fmt.Errorf("%s %s was answered %d: %v", method, path, last.status, last.body["errors"])
	}
	return err
}
