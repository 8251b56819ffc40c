package io.azimuth.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs clients that each keep a thread busy. */
final class ManyThreads {

  /** How many clients a load of threads has. */
  static final int CLIENTS = 32;

  private ManyThreads() {}

  /** One client. */
  interface Client {

    /** Sends requests until {@link System#nanoTime} shows the end. */
    AnswerTimes until(long end) throws IOException;
  }

  /** Runs as many of that client for this time. */
  static AnswerTimes run(Duration time, Client client) throws IOException {
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    AnswerTimes all = new AnswerTimes();
    try {
      List<Future<AnswerTimes>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(threads.submit(() -> client.until(end)));
      }
      for (Future<AnswerTimes> one : running) {
        all.addAll(one.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
    return all.over(Duration.ofNanos(System.nanoTime() - begin));
  }
}
