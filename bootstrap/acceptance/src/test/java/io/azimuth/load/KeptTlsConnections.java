package io.azimuth.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** Sends requests over kept connections with TLS, from a thread each. */
final class KeptTlsConnections implements Load {

  private final InetSocketAddress server;
  private final SSLContext client;
  private final List<byte[]> requests;
  private final AtomicInteger next = new AtomicInteger();

  KeptTlsConnections(InetSocketAddress server, SSLContext client, List<ByteBuffer> requests) {
    this.server = server;
    this.client = client;
    this.requests = BlockingExchange.bytes(requests);
  }

  @Override
  public AnswerTimes run(Duration time) throws IOException {
    return ManyThreads.run(time, this::until);
  }

  private AnswerTimes until(long end) throws IOException {
    AnswerTimes times = new AnswerTimes();
    try (Socket socket = BlockingExchange.tls(client, server)) {
      while (System.nanoTime() - end < 0) {
        byte[] request = requests.get(Math.floorMod(next.getAndIncrement(), requests.size()));
        long begin = System.nanoTime();
        String answer = BlockingExchange.exchange(socket, request);
        times.add(BlockingExchange.status(answer), System.nanoTime() - begin, () -> answer);
      }
    }
    return times;
  }
}
