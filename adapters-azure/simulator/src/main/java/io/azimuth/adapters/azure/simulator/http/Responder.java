package io.azimuth.adapters.azure.simulator.http;

/** Answers the requests of one route. */
@FunctionalInterface
public interface Responder {

  SimulatorAnswer answer(SimulatorRequest request);
}
