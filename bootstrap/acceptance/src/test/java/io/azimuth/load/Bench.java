package io.azimuth.load;

import io.azimuth.load.Contest.Contestant;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What the chapters measure with.
 *
 * @param options the options of the run
 * @param laboratory the simulated Azure and the configurations
 * @param servers starts servers
 * @param report takes the figures
 */
record Bench(LoadOptions options, Laboratory laboratory, Servers servers, LoadReport report) {

  /** The kept connections of most figures. */
  static final int MANY = 64;

  /** Starts a server with a MapDB store of that name, which counts what it allocates. */
  MeasuredServer azimuth(String name, String settings) throws IOException, InterruptedException {
    return servers.azimuth(laboratory.config(name, settings), true).countAllocations();
  }

  /** Measures servers in turns. */
  List<FigureWindows> contest(String what, List<Contestant> contestants)
      throws IOException, InterruptedException {
    return new Contest(options, report).measure(what, contestants);
  }

  /** Measures Azimuth and the bare server in turns; the figures are in the opposite order. */
  List<FigureWindows> besideCeiling(
      String what, MeasuredServer azimuth, MeasuredServer ceiling, List<ByteBuffer> requests)
      throws IOException, InterruptedException {
    return contest(
        what + ", " + MANY,
        List.of(
            kept("ceiling", ceiling, requests, MANY), kept("azimuth", azimuth, requests, MANY)));
  }

  /** A server under requests over kept connections. */
  static Contestant kept(
      String name, MeasuredServer server, List<ByteBuffer> requests, int connections)
      throws IOException, InterruptedException {
    return new Contestant(name, server, Load.kept(server.address(), requests, connections));
  }
}
