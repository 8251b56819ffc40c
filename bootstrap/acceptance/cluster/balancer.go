package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"sync/atomic"
	"time"
)

// balancer passes requests to nodes in turn, as a service of Kubernetes does: to those that were
// ready at the last probe. It repeats nothing.
type balancer struct {
	server  *http.Server
	address string
	nodes   []*backend
	turn    atomic.Int64
	stop    chan struct{}
}

type backend struct {
	proxy *httputil.ReverseProxy
	url   *url.URL
	ready atomic.Bool
}

const probeInterval = 250 * time.Millisecond

type chosen struct{}

func startBalancer(nodes []*node) (*balancer, error) {
	b := &balancer{stop: make(chan struct{})}
	for _, n := range nodes {
		target, err := url.Parse(n.url())
		if err != nil {
			return nil, err
		}
		one := &backend{url: target}
		one.proxy = &httputil.ReverseProxy{
			Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) },
			Transport: &http.Transport{
				DialContext:         (&net.Dialer{Timeout: time.Second}).DialContext,
				MaxIdleConnsPerHost: 64,
			},
			ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) {
				// As a connection that the balancer only passes on would end.
				panic(http.ErrAbortHandler)
			},
		}
		b.nodes = append(b.nodes, one)
		go b.probe(one)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	b.address = listener.Addr().String()
	b.server = &http.Server{Handler: b}
	go func() { _ = b.server.Serve(listener) }()
	return b, nil
}

func (b *balancer) probe(one *backend) {
	client := &http.Client{Timeout: time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	for {
		select {
		case <-b.stop:
			return
		case <-time.After(probeInterval):
			response, err := client.Get(one.url.String() + "/v1/sys/health")
			if err == nil {
				response.Body.Close()
			}
			one.ready.Store(err == nil && response.StatusCode == http.StatusOK)
		}
	}
}

func (b *balancer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	first := b.turn.Add(1)
	for i := range b.nodes {
		one := b.nodes[(first+int64(i))%int64(len(b.nodes))]
		if one.ready.Load() {
			one.proxy.ServeHTTP(w, r)
			return
		}
	}
	http.Error(w, `{"errors":["no server is ready"]}`, http.StatusServiceUnavailable)
}

func (b *balancer) close() {
	close(b.stop)
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := b.server.Shutdown(ctx); errors.Is(err, context.DeadlineExceeded) {
		b.server.Close()
	}
}
