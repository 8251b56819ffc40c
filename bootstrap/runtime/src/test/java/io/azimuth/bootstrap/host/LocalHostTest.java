package io.azimuth.bootstrap.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.port.host.HostReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalHostTest {

  @TempDir private Path root;

  @Test
  void linuxDescribesTheMachineInFiles() throws IOException {
    write("proc/sys/kernel/hostname", "azimuth-1\n");
    write("etc/os-release", "NAME=\"Debian\"\nID=debian\nVERSION_ID=\"12\"\n");
    write("proc/meminfo", "MemTotal:       16000 kB\nMemAvailable:    4000 kB\nHugePages: 3\n");
    write(
        "proc/cpuinfo",
        """
        processor\t: 0
        vendor_id\t: Some
        model name\t: Fast: 1
        cpu MHz\t\t: 2445.5

        processor\t: 1

        Power: none
        """);
    write(
        "proc/stat",
        """
        cpu  300 0 0 0
        cpu0 150 0 50 1000 25 0 0 0 0 0
        cpu1 150 0
        btime 1764158400
        """);
    Files.createDirectories(root.resolve("proc/1"));
    Files.createDirectories(root.resolve("proc/4711"));

    HostReport report = report(List.of(root));

    assertThat(report.problems()).isEmpty();
    assertThat(report.machine())
        .hasValueSatisfying(
            machine -> {
              assertThat(machine.hostname()).isEqualTo("azimuth-1");
              assertThat(machine.platform()).isEqualTo("debian");
              assertThat(machine.platformVersion()).isEqualTo("12");
              assertThat(machine.processes()).isEqualTo(2);
              assertThat(machine.boot()).contains(Instant.parse("2025-11-26T12:00:00Z"));
            });
    assertThat(report.memory())
        .isEqualTo(Map.of("MemTotal", 16_384_000L, "MemAvailable", 4_096_000L));
    assertThat(report.processors())
        .containsExactly(
            new HostReport.Processor(0, "Fast: 1", "Some", 2445.5),
            new HostReport.Processor(1, "", "", 0));
    assertThat(report.times())
        .first()
        .satisfies(
            times ->
                assertThat(times.seconds())
                    .containsEntry("user", 1.5)
                    .containsEntry("idle", 10.0)
                    .containsEntry("iowait", 0.25));
    assertThat(report.disks())
        .singleElement()
        .satisfies(disk -> assertThat(disk.total()).isPositive());
  }

  @Test
  void withoutTheFilesJavaSaysWhatItCanAndTheRestIsAProblem() {
    HostReport report = report(List.of(root.resolve("none")));

    assertThat(report.memory().get("MemTotal")).isPositive();
    assertThat(report.processors()).isEmpty();
    assertThat(report.problems())
        .containsExactlyInAnyOrder(
            "host: the start of the machine is not known",
            "cpu: the processors cannot be described",
            "cpu_times: the times of processors are not known",
            "disk: the volume of " + root.resolve("none") + " cannot be read");
  }

  private HostReport report(List<Path> directories) {
    return new LocalHost(new ProcFiles(root), directories).report();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
