package io.azimuth.bootstrap.agent.listener;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.azimuth.bootstrap.agent.AgentFailure;
import io.azimuth.bootstrap.agent.AgentStatus;
import io.azimuth.domain.network.Addresses;
import io.azimuth.domain.network.ListenFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Answers programs on this machine, on a bounded number of threads. */
public final class AgentListener implements AutoCloseable {

  private static final int THREADS = 16;
  private static final int WAITING = 256;
  private static final int CONNECTIONS = 512;

  private final AgentListenerBlock block;
  private final AgentStatus status;
  private final TokenForward forward;
  private final Runnable quit;
  private final HttpServer server;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          new ThreadPoolExecutor.AbortPolicy());

  private AgentListener(
      AgentListenerBlock block, AgentStatus status, TokenForward forward, Runnable quit) {
    this.block = block;
    this.status = status;
    this.forward = forward;
    this.quit = quit;
    try {
      this.server = HttpServer.create(block.address(), WAITING);
    } catch (IOException e) {
      throw new AgentFailure(
          "listener: cannot listen on " + text(block.address()) + ListenFailure.reason(e));
    }
  }

  /**
   * Begins to listen.
   *
   * @param quit ends the agent
   * @throws AgentFailure if the address cannot be bound
   */
  public static AgentListener open(
      AgentListenerBlock block, AgentStatus status, TokenForward forward, Runnable quit) {
    // Read by the JDK's server when it is first used, in seconds.
    setUnlessSet("sun.net.httpserver.maxReqTime", "30"); // to the end of the body
    setUnlessSet(
        "sun.net.httpserver.maxRspTime", Long.toString(TokenForward.LONGEST_ANSWER.toSeconds()));
    // Connections that ask nothing must leave the agent files to open for its own requests.
    setUnlessSet("jdk.httpserver.maxConnections", Integer.toString(CONNECTIONS));
    AgentListener listener = new AgentListener(block, status, forward, quit);
    listener.server.setExecutor(listener.threads);
    listener.server.createContext("/", listener::answer);
    listener.server.start();
    return listener;
  }

  private static String text(InetSocketAddress address) {
    return Addresses.text(address.getAddress(), address.getPort());
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** The address with the real port. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** This address in the form of the configuration file. */
  public String addressText() {
    return text(address());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      LocalCaller.require(exchange);
      route(exchange);
    } catch (RefusedRequest e) {
      AgentAnswers.refuse(exchange, e);
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String asked = exchange.getRequestHeaders().getFirst("X-Vault-Request");
    if (block.requireRequestHeader() && !"true".equals(asked)) {
      throw new RefusedRequest(412, "the header X-Vault-Request: true is missing");
    } else if (path.startsWith("/v1/")) {
      forward.answer(exchange, block.token());
    } else if ("/agent/v1/health".equals(path)) {
      health(exchange);
    } else if ("/agent/v1/metrics".equals(path)) {
      AgentAnswers.send(exchange, 200, "text/plain; version=0.0.4", status.metrics());
    } else if ("/agent/v1/quit".equals(path) && block.quitEnabled()) {
      quit(exchange);
    } else {
      throw new RefusedRequest(404, "the agent has nothing there");
    }
  }

  private void health(HttpExchange exchange) throws IOException {
    if (status.token().isEmpty()) {
      throw new RefusedRequest(503, "the agent has no valid token");
    }
    AgentAnswers.send(exchange, 200, AgentAnswers.JSON, "{}");
  }

  private void quit(HttpExchange exchange) throws IOException {
    if (!"POST".equals(exchange.getRequestMethod())) {
      throw new RefusedRequest(405, "only POST ends the agent");
    }
    AgentAnswers.send(exchange, 200, AgentAnswers.JSON, "{}");
    quit.run();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
