package io.azimuth.adapters.azure.graph;

import io.azimuth.adapters.azure.pipeline.Lab;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.ResourceId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * Measures a cold and a warm lookup on loopback; not a test. With an argument, the directory is
 * prepared first.
 */
final class DirectoryBench {

  private static final int WARM = 2_000;

  private DirectoryBench() {}

  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    ResourceId machine = Lab.machine("web-1");
    ResourceId robot = Lab.identity("robot");
    try (Lab lab = new Lab()) {
      lab.azure.on(machine, 200, "{\"id\":\"" + machine + "\",\"location\":\"westeurope\"}");
      lab.azure.on(robot, 200, "{\"id\":\"" + robot + "\",\"location\":\"westeurope\"}");
      if (arguments.length > 0) {
        long start = System.nanoTime();
        lab.directory.prepare();
        System.out.printf("prepared in %d ms%n", (System.nanoTime() - start) / 1_000_000);
      }
      System.out.printf("cold machine %d ms%n", micros(lab, machine) / 1_000);
      System.out.printf("calls %d%n", lab.azure.calls().size());
      System.out.printf("first identity %d ms%n", micros(lab, robot) / 1_000);
      long[] times = new long[WARM];
      for (int i = 0; i < WARM; i++) {
        times[i] = micros(lab, machine);
      }
      long[] late = Arrays.copyOfRange(times, WARM / 2, WARM);
      Arrays.sort(late);
      System.out.printf(
          "warm p50 %d us, p99 %d us%n", late[late.length / 2], late[late.length * 99 / 100]);
    }
  }

  private static long micros(Lab lab, ResourceId id) {
    long start = System.nanoTime();
    if (!(lab.find(id) instanceof DirectoryAnswer.Found)) {
      throw new IllegalStateException("not found");
    }
    return (System.nanoTime() - start) / 1_000;
  }
}
