package io.azimuth.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** Requests that keep a server busy. */
interface Load {

  /**
   * Sends requests for this time and waits for their answers.
   *
   * @throws IOException when a connection breaks or an answer does not come
   */
  AnswerTimes run(Duration time) throws IOException;

  /** Sends these requests in turn over kept connections. */
  static Load kept(InetSocketAddress server, List<ByteBuffer> requests, int connections) {
    return time -> LoadClient.run(server, requests, connections, time);
  }
}
