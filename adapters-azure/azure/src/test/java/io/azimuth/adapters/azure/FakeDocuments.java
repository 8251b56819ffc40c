package io.azimuth.adapters.azure;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.verify.DocumentFetcher;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Serves discovery documents by address. Each address can fail or hang. */
public final class FakeDocuments implements DocumentFetcher {

  private final Map<URI, String> documents = new ConcurrentHashMap<>();
  private final Map<URI, ErrorCode> faults = new ConcurrentHashMap<>();
  private final Map<URI, CountDownLatch> gates = new ConcurrentHashMap<>();
  private final Map<URI, AtomicInteger> fetches = new ConcurrentHashMap<>();
  private final Map<URI, String> transports = new ConcurrentHashMap<>();

  public FakeDocuments publish(String address, String issuer, String keys) {
    return publishText(
        address, "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys + "\",\"other\":[1]}");
  }

  public FakeDocuments publishText(String address, String text) {
    documents.put(URI.create(address), text);
    faults.remove(URI.create(address));
    return this;
  }

  public void fail(String address, ErrorCode code) {
    faults.put(URI.create(address), code);
  }

  public void mend(String address) {
    faults.remove(URI.create(address));
  }

  public void hang(String address) {
    gates.put(URI.create(address), new CountDownLatch(1));
  }

  public void releaseAll() {
    gates.values().forEach(CountDownLatch::countDown);
  }

  public int fetches(String address) {
    return fetches.getOrDefault(URI.create(address), new AtomicInteger()).get();
  }

  public int fetches() {
    return fetches.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  public String transportOf(String address) {
    return transports.get(URI.create(address));
  }

  @Override
  public byte[] fetch(URI uri, String transport, Duration patience) {
    fetches.computeIfAbsent(uri, any -> new AtomicInteger()).incrementAndGet();
    transports.put(uri, transport);
    try {
      gates.getOrDefault(uri, new CountDownLatch(0)).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (faults.containsKey(uri)) {
      throw new ServiceException(faults.get(uri), "as the test says");
    }
    if (!documents.containsKey(uri)) {
      throw new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNUSABLE, "answered 400");
    }
    return documents.get(uri).getBytes(StandardCharsets.UTF_8);
  }
}
