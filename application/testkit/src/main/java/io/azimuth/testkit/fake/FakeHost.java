package io.azimuth.testkit.fake;

import io.azimuth.application.port.host.HostReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine of which only the memory and one disk are known. */
public final class FakeHost {

  private FakeHost() {}

  /** What is known of it. */
  public static HostReport report() {
    return new HostReport(
        Optional.empty(),
        Map.of("MemTotal", 1_000L, "MemAvailable", 250L),
        List.of(new HostReport.Disk("/data", "ext4", 200, 50)),
        List.of(),
        List.of(),
        List.of("host: unknown", "cpu: unknown"));
  }
}
