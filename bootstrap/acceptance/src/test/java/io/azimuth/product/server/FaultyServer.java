package io.azimuth.product.server;

import io.azimuth.bootstrap.Main;
import io.azimuth.spi.thread.EssentialThread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Azimuth in a process with one more thread, which breaks as the first argument says as soon as a
 * byte comes from standard input. The other arguments are those of Azimuth.
 */
public final class FaultyServer {

  private FaultyServer() {}

  /** Starts it. */
  public static void main(String[] arguments) {
    List<String> rest = List.of(arguments).subList(1, arguments.length);
    thread(arguments[0]).start();
    Main.main(rest.toArray(String[]::new));
  }

  private static Thread thread(String fault) {
    return switch (fault) {
      case "essential" -> new EssentialThread(FaultyServer::throwPlanned, "planned-writer");
      case "other" -> new Thread(FaultyServer::throwPlanned, "planned-other");
      case "hook" -> new Thread(FaultyServer::hang, "planned-hook");
      case "memory" -> new Thread(FaultyServer::fillMemory, "planned-memory");
      default -> throw new IllegalArgumentException(fault);
    };
  }

  private static void throwPlanned() {
    awaitByte();
    throw new IllegalStateException("planned");
  }

  // A hook of a process runs when it ends, and the process waits for it.
  private static void hang() {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> new CompletableFuture<Void>().join(), "planned-hook"));
  }

  private static void fillMemory() {
    awaitByte();
    List<byte[]> kept = new ArrayList<>();
    while (kept.size() < Integer.MAX_VALUE) {
      kept.add(new byte[1 << 20]);
    }
  }

  private static void awaitByte() {
    try {
      int unused = System.in.read();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
