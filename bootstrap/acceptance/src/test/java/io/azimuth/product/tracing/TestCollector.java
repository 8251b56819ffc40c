package io.azimuth.product.tracing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** A collector that keeps what it gets by OTLP over HTTP. */
final class TestCollector implements AutoCloseable {

  private final HttpServer server;
  private final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
  private final List<Headers> headers = new CopyOnWriteArrayList<>();

  private TestCollector(HttpServer server) {
    this.server = server;
  }

  static TestCollector start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    TestCollector collector = new TestCollector(server);
    server.createContext("/v1/traces", collector::take);
    server.start();
    return collector;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      headers.add(exchange.getRequestHeaders());
      requests.add(ExportTraceServiceRequest.parseFrom(body(exchange)));
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    InputStream body = exchange.getRequestBody();
    boolean compressed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return compressed ? new GZIPInputStream(body) : body;
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Headers> headers() {
    return headers;
  }

  List<Span> spans() {
    return requests.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(spans -> spans.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  Optional<Resource> resource() {
    return requests.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .map(ResourceSpans::getResource)
        .findFirst();
  }

  /** All that was exported, as text. */
  String text() {
    return requests.toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
