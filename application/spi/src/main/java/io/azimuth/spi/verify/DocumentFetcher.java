package io.azimuth.spi.verify;

import java.net.URI;
import java.time.Duration;

/** Fetches public documents of identity providers. */
public interface DocumentFetcher {

  /** The largest document, in bytes. */
  int MAX_BYTES = 1 << 20;

  /**
   * The body of a GET whose status is 200. Redirects are not followed. Blocks, at most for the
   * given time.
   *
   * @param transport the name of the cloud whose trust store and proxy are used
   * @throws io.azimuth.domain.error.ServiceException with {@code IDENTITY_PROVIDER_UNAVAILABLE}
   *     when there was no answer in time or one of 429 or 5xx, with {@code
   *     IDENTITY_PROVIDER_UNUSABLE} for any other status and for a body above {@link #MAX_BYTES}
   */
  byte[] fetch(URI uri, String transport, Duration patience);
}
