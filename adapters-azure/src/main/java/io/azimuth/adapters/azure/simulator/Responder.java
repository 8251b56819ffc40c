package io.azimuth.adapters.azure.simulator;

/** Answers the requests of one route. */
@FunctionalInterface
interface Responder {

  SimulatorAnswer answer(SimulatorRequest request);
}
