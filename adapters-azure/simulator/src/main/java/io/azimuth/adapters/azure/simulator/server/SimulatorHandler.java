package io.azimuth.adapters.azure.simulator.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.azimuth.adapters.azure.simulator.fault.FaultInjector;
import io.azimuth.adapters.azure.simulator.fault.FaultTable;
import io.azimuth.adapters.azure.simulator.fault.SimulatedFault;
import io.azimuth.adapters.azure.simulator.http.Router;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorEndpoint;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads each request, counts it, applies faults and answers it. */
public final class SimulatorHandler implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(SimulatorHandler.class);

  private final Router router;
  private final RequestCounts counts;
  private final FaultTable faults;
  private final FaultInjector stage;

  public SimulatorHandler(
      Router router, RequestCounts counts, FaultTable faults, FaultInjector stage) {
    this.router = router;
    this.counts = counts;
    this.faults = faults;
    this.stage = stage;
  }

  @Override
  public void handle(HttpExchange exchange) {
    try {
      Optional<SimulatorRequest> request = SimulatorRequest.read(exchange);
      if (request.isEmpty()) {
        SimulatorAnswer.json(413, Map.of("error", "too_large")).writeTo(exchange);
        return;
      }
      route(exchange, request.get());
    } catch (IllegalArgumentException e) {
      SimulatorAnswer.json(400, Map.of("error", "bad_request")).writeTo(exchange);
    } catch (IOException e) {
      // The client went away while sending.
      exchange.close();
    }
  }

  private void route(HttpExchange exchange, SimulatorRequest request) {
    Optional<Router.Routed> routed = router.find(request);
    if (routed.isEmpty()) {
      router.miss(request).writeTo(exchange);
      return;
    }
    List<SimulatorEndpoint> endpoints = routed.get().route().endpoints();
    Optional<String> trace = request.header("traceparent");
    endpoints.forEach(endpoint -> counts.add(endpoint, trace));
    Optional<SimulatedFault> fault =
        endpoints.stream().map(faults::take).flatMap(Optional::stream).findFirst();
    if (fault.isEmpty()) {
      stage.deliver(exchange, answer(routed.get()));
      return;
    }
    stage.inject(fault.get(), exchange, () -> answer(routed.get()));
  }

  private static SimulatorAnswer answer(Router.Routed routed) {
    try {
      return routed.answer();
    } catch (RuntimeException e) {
      LOG.error("the simulator failed at {}", routed.route().pattern(), e);
      return SimulatorAnswer.json(500, Map.of("error", "simulator_failure"));
    }
  }
}
