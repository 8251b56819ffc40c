package io.azimuth.adapters.jose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.verify.DocumentFetcher;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Publishes what the test gives it, counts the fetches, and can fail or hang. */
final class FakeFetcher implements DocumentFetcher {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicInteger fetches = new AtomicInteger();
  private volatile byte[] document = new byte[0];
  private volatile boolean down;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  static FakeFetcher publishing(SigningKey... keys) {
    FakeFetcher fetcher = new FakeFetcher();
    fetcher.publish(keys);
    return fetcher;
  }

  void publish(SigningKey... keys) {
    publishJwks(Stream.of(keys).map(SigningKey::jwk).toList());
  }

  void publishJwks(List<Map<String, Object>> jwks) {
    try {
      document = JSON.writeValueAsBytes(Map.of("keys", jwks));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  void publishText(String text) {
    document = text.getBytes(StandardCharsets.UTF_8);
  }

  void goDown() {
    down = true;
  }

  void comeBack() {
    down = false;
  }

  /** All fetches hang until {@link #release}. */
  void hang() {
    gate = new CountDownLatch(1);
  }

  void release() {
    gate.countDown();
  }

  int fetches() {
    return fetches.get();
  }

  @Override
  public byte[] fetch(URI uri, String transport, Duration patience) {
    fetches.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (down) {
      throw new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "down");
    }
    return document.clone();
  }
}
