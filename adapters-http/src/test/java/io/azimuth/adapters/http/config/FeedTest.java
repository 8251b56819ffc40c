package io.azimuth.adapters.http.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.adapters.http.server.RawConnection;
import io.azimuth.adapters.http.tls.TlsEngine;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Feed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that come while they are sent. */
class FeedTest {

  private static final ListenerLimits.Timeouts SHORT_REQUESTS =
      new ListenerLimits.Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(60));

  @Test
  void eachPieceIsSentWhenItComesUntilTheEnd() throws IOException {
    Letters feed = new Letters();
    try (TestServer server = TestServer.start(new HttpConfig.Capacity(1, 1));
        RawConnection other = server.connect()) {
      server.api.answers(new Answer.Stream(feed));
      HttpURLConnection client = open(server);
      assertThat(client.getResponseCode()).isEqualTo(200); // before there is anything to send
      assertThat(client.getContentType()).isEqualTo("text/plain");
      assertThat(client.getHeaderField("Transfer-Encoding")).isEqualTo("chunked");
      assertThat(client.getHeaderField("Connection")).isEqualTo("close");
      BufferedReader lines = lines(client);
      feed.add("one\n");
      assertThat(lines.readLine()).isEqualTo("one");
      server.api.answers(new Answer.Empty());
      assertThat(other.request("GET /v1/x").status()).isEqualTo(204); // the only worker is free
      feed.add("two\nthree\n");
      assertThat(lines.readLine()).isEqualTo("two");
      feed.end();
      assertThat(lines.readLine()).isEqualTo("three");
      assertThat(lines.readLine()).isNull();
      TestServer.await(() -> feed.closed);
    }
  }

  @Test
  void muchThatComesAtOnceIsSentWhole() throws IOException {
    Letters feed = new Letters();
    String line = "x".repeat(99) + "\n";
    feed.add(line.repeat(20_000));
    feed.end();
    try (TestServer server = TestServer.start()) {
      server.api.answers(new Answer.Stream(feed));
      assertThat(lines(open(server)).lines()).hasSize(20_000);
    }
  }

  @Test
  void theFeedIsClosedWhenTheClientGoesAlthoughNothingIsSent() throws IOException {
    Letters feed = new Letters();
    try (TestServer server = TestServer.start();
        RawConnection client = server.connect()) {
      server.api.answers(new Answer.Stream(feed));
      client.send(RawConnection.head("GET /v1/x"));
      assertThat(client.read(false).status()).isEqualTo(200);
      client.socket().close();
      TestServer.await(() -> feed.closed);
    }
  }

  @Test
  void headSendsNothingAndClosesTheFeed() throws IOException {
    Letters feed = new Letters();
    try (TestServer server = TestServer.start();
        RawConnection client = server.connect()) {
      server.api.answers(new Answer.Stream(feed));
      client.send(RawConnection.head("HEAD /v1/sys/health"));
      assertThat(client.read(false).status()).isEqualTo(200);
      TestServer.await(() -> feed.closed);
    }
  }

  @Tag("slow") // waits for a real time limit
  @ParameterizedTest
  @EnumSource(
      value = TlsEngine.class,
      names = {"NATIVE", "JDK"})
  void aClientThatTakesNothingOverTlsLosesItsFeed(TlsEngine engine, @TempDir Path directory)
      throws Exception {
    Lines lines = new Lines();
    TlsListener listener = new TlsListener(directory, engine);
    ListenerConfig config =
        listener.config(Optional.empty()).with(ListenerLimits.DEFAULT.with(SHORT_REQUESTS));
    try (TestServer server = TestServer.start(HttpConfig.of(List.of(config)));
        RawConnection stopped = listener.connect(server.address(), "TLSv1.3")) {
      server.api.answers(new Answer.Stream(lines));
      stopped.send(RawConnection.head("GET /v1/x"));

      TestServer.await(() -> lines.closed);
    }
  }

  @Tag("slow") // waits for a real time limit
  @Test
  void aFeedMayTakeLongerThanARequestButNotAClientThatTakesNothing() throws IOException {
    Letters quiet = new Letters();
    Lines loud = new Lines();
    try (TestServer server = TestServer.start(SHORT_REQUESTS);
        RawConnection stopped = server.connect()) {
      server.api.answers(new Answer.Stream(quiet));
      BufferedReader lines = lines(open(server));
      server.api.answers(new Answer.Stream(loud));
      stopped.send(RawConnection.head("GET /v1/x"));
      TestServer.await(() -> loud.closed);
      assertThat(quiet.closed).isFalse();
      quiet.add("late\n");
      assertThat(lines.readLine()).isEqualTo("late");
    }
  }

  @Test
  void aFeedThatIsNotSentIsClosed() {
    Letters feed = new Letters();

    new Answer.Stream(feed).discard();

    assertThat(feed.closed).isTrue();
  }

  private static HttpURLConnection open(TestServer server) throws IOException {
    URI address = URI.create("http://127.0.0.1:" + server.address().getPort() + "/v1/x");
    HttpURLConnection client = (HttpURLConnection) address.toURL().openConnection();
    client.setReadTimeout(10_000);
    return client;
  }

  private static BufferedReader lines(HttpURLConnection client) throws IOException {
    return new BufferedReader(
        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
  }

  /** A feed whose next line comes as soon as the network has taken the one before. */
  private static final class Lines implements Feed {

    private boolean there = true;
    private volatile boolean closed;

    @Override
    public String mediaType() {
      return "text/plain";
    }

    @Override
    public synchronized int read(ByteBuffer into) {
      int count = there ? 1_000 : 0;
      into.put(new byte[count]);
      there = false;
      return count;
    }

    @Override
    public void whenReady(Runnable task) {
      synchronized (this) {
        there = true;
      }
      task.run();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** A feed of what a test adds. */
  private static final class Letters implements Feed {

    private final StringBuilder waiting = new StringBuilder();
    private boolean ended;
    private Runnable ready = () -> {};
    private volatile boolean closed;

    void add(String text) {
      Runnable task;
      synchronized (this) {
        waiting.append(text);
        task = ready;
        ready = () -> {};
      }
      task.run();
    }

    void end() {
      synchronized (this) {
        ended = true;
      }
      add("");
    }

    @Override
    public String mediaType() {
      return "text/plain";
    }

    @Override
    public synchronized int read(ByteBuffer into) {
      int count = Math.min(into.remaining(), waiting.length());
      into.put(waiting.substring(0, count).getBytes(StandardCharsets.US_ASCII));
      waiting.delete(0, count);
      return count == 0 && ended ? -1 : count;
    }

    @Override
    public void whenReady(Runnable task) {
      synchronized (this) {
        if (waiting.isEmpty() && !ended) {
          ready = task;
          return;
        }
      }
      task.run();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
