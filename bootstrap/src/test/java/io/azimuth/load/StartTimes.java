package io.azimuth.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Measures the time from the start command to the first answers, and the memory after that. */
final class StartTimes {

  private static final int SETTLING_REQUESTS = 300;

  private final Servers servers;
  private final ByteBuffer health = HttpBytes.get("/v1/sys/health");
  private final ByteBuffer login;

  StartTimes(Servers servers, ByteBuffer login) {
    this.servers = servers;
    this.login = login;
  }

  /**
   * Starts the server this many times, with or without the archive; returns a line with the
   * medians.
   */
  String measure(int starts, boolean withArchive) throws IOException, InterruptedException {
    List<Double> healthy = new ArrayList<>();
    List<Double> loggedIn = new ArrayList<>();
    List<Double> cpu = new ArrayList<>();
    OptionalLong resident = OptionalLong.empty();
    for (int i = 0; i < starts; i++) {
      try (MeasuredServer server = servers.azimuth(withArchive)) {
        healthy.add(timeOf(server, health));
        cpu.add(server.cpu().toNanos() / 1e6);
        loggedIn.add(timeOf(server, login));
        if (i + 1 == starts) {
          resident = settled(server);
        }
      }
    }
    return String.format(
        Locale.ROOT,
        "start, class-data archive %-4s first health %5.0f ms (processor %4.0f ms), first login"
            + " %5.0f ms; RSS after %d requests %s",
        withArchive ? "yes:" : "no:",
        FigureWindows.median(healthy),
        FigureWindows.median(cpu),
        FigureWindows.median(loggedIn),
        SETTLING_REQUESTS,
        resident.isPresent() ? resident.getAsLong() + " MB" : "SKIPPED, there is no /proc");
  }

  private OptionalLong settled(MeasuredServer server) throws IOException, InterruptedException {
    for (int i = 0; i < SETTLING_REQUESTS; i++) {
      timeOf(server, i % 3 == 0 ? login : health);
    }
    return server.residentMegabytes();
  }

  private static double timeOf(MeasuredServer server, ByteBuffer request)
      throws IOException, InterruptedException {
    int status = LoadClient.once(server.address(), request);
    if (status != 200) {
      throw new IOException("a fresh server answered " + status + "\n" + server.log());
    }
    return server.age();
  }
}
