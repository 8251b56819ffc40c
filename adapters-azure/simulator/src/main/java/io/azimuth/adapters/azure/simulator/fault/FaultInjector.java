package io.azimuth.adapters.azure.simulator.fault;

import com.sun.net.httpserver.HttpExchange;
import io.azimuth.adapters.azure.simulator.arm.ResourceManagerErrors;
import io.azimuth.adapters.azure.simulator.attestation.AttestationErrors;
import io.azimuth.adapters.azure.simulator.entra.EntraErrors;
import io.azimuth.adapters.azure.simulator.graph.GraphErrors;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.imds.MetadataGate;
import io.azimuth.adapters.azure.simulator.keyvault.KeyVaultFaults;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Applies faults to answers. Late and hanging exchanges wait without a thread. */
public final class FaultInjector {

  /** The most connections left hanging; above it the oldest is closed. */
  static final int MAX_HANGING = 256;

  private final ScheduledExecutorService timer;
  private final Executor workers;
  private final EntraErrors errors;
  private final GraphErrors graphErrors;
  private final Deque<HttpExchange> hanging = new ArrayDeque<>();

  public FaultInjector(
      ScheduledExecutorService timer,
      Executor workers,
      EntraErrors errors,
      GraphErrors graphErrors) {
    this.timer = timer;
    this.workers = workers;
    this.errors = errors;
    this.graphErrors = graphErrors;
  }

  public void inject(
      SimulatedFault fault, HttpExchange exchange, Supplier<SimulatorAnswer> honest) {
    switch (fault.mode()) {
      case NONE -> deliver(exchange, honest.get());
      case LATENCY -> later(fault.latency(), () -> deliver(exchange, honest.get()));
      case OUTAGE -> error(fault, 503).writeTo(exchange);
      case STATUS -> error(fault, fault.status()).writeTo(exchange);
      case CUT -> honest.get().writeHalfTo(exchange);
      case HANG -> hang(exchange);
      case DROP -> exchange.close();
      case DROP_AFTER, STATUS_AFTER, HANG_AFTER -> loseAnswer(fault, exchange, honest.get());
    }
  }

  /** The request has taken effect; only its answer is lost. */
  private void loseAnswer(
      SimulatedFault fault, HttpExchange exchange, SimulatorAnswer unusedAnswer) {
    switch (fault.mode()) {
      case STATUS_AFTER -> error(fault, fault.status()).writeTo(exchange);
      case HANG_AFTER -> hang(exchange);
      default -> exchange.close();
    }
  }

  /** Sends an answer in the way that its delivery asks for. */
  public void deliver(HttpExchange exchange, SimulatorAnswer answer) {
    switch (answer.delivery().manner()) {
      case AT_ONCE -> answer.writeTo(exchange);
      case LATE -> later(answer.delivery().latency(), () -> answer.writeTo(exchange));
      case CUT -> answer.writeHalfTo(exchange);
      case NEVER -> hang(exchange);
    }
  }

  /** Breaks the connections that were left hanging. */
  public void release() {
    synchronized (hanging) {
      hanging.forEach(HttpExchange::close);
      hanging.clear();
    }
  }

  private void hang(HttpExchange exchange) {
    synchronized (hanging) {
      hanging.addLast(exchange);
      if (hanging.size() > MAX_HANGING) {
        hanging.removeFirst().close();
      }
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // only the client waits for it
  private void later(Duration latency, Runnable answering) {
    timer.schedule(() -> workers.execute(answering), latency.toMillis(), TimeUnit.MILLISECONDS);
  }

  private SimulatorAnswer error(SimulatedFault fault, int status) {
    SimulatorAnswer answer =
        switch (fault.endpoint()) {
          case IDENTITY, INSTANCE, ATTESTED, PLATFORM_METADATA, ISSUE_CREDENTIAL ->
              metadataError(status);
          case RESOURCE_MANAGER ->
              ResourceManagerErrors.error(
                  status, "SimulatedFault", "The simulator was told to answer " + status + ".");
          case GRAPH,
              GRAPH_FIND,
              GRAPH_ADD_PASSWORD,
              GRAPH_REMOVE_PASSWORD,
              GRAPH_ADD_KEY,
              GRAPH_REMOVE_KEY,
              GRAPH_GROUPS,
              GRAPH_FEDERATION ->
              graphErrors.disturbed(status);
          case KEY_VAULT, KEY_VAULT_KEY, KEY_VAULT_WRAP, KEY_VAULT_UNWRAP ->
              KeyVaultFaults.disturbed(status);
          case ATTESTATION, ATTESTATION_KEYS -> AttestationErrors.disturbed(status);
          case DISCOVERY, KEYS, TOKEN, CERTIFICATES -> errors.disturbed(status);
        };
    return fault.retryAfter().isEmpty()
        ? answer
        : answer.withHeader("Retry-After", String.valueOf(fault.retryAfter().getAsInt()));
  }

  private static SimulatorAnswer metadataError(int status) {
    String text = "The simulator was told to answer " + status;
    return SimulatorAnswer.json(
            status, Map.of("error", "simulated_fault", "error_description", text))
        .withHeader("Server", MetadataGate.SERVER);
  }
}
