package io.azimuth.spi.verify;

import io.azimuth.spi.web.TrustedCertificates;
import io.azimuth.spi.web.WebAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where the public keys of an issuer come from. */
public sealed interface KeySource {

  /**
   * A JWK set at an address (RFC 7517).
   *
   * @param keys the address of the set
   * @param trusted the certificates of that address; empty: those of the system
   */
  record Published(WebAddress keys, Optional<TrustedCertificates> trusted) implements KeySource {

    public Published {
      Objects.requireNonNull(keys, "keys");
      Objects.requireNonNull(trusted, "trusted");
    }
  }

  /**
   * The JWK set that the discovery document of an issuer names (OpenID Connect Discovery 1.0). The
   * document must name the same issuer.
   *
   * @param issuer the issuer, to whose address the path of the document is added
   * @param trusted the certificates of document and keys; empty: those of the system
   */
  record Discovered(WebAddress issuer, Optional<TrustedCertificates> trusted) implements KeySource {

    public Discovered {
      Objects.requireNonNull(issuer, "issuer");
      Objects.requireNonNull(trusted, "trusted");
    }

    /** The address of the document. */
    public WebAddress document() {
      String text = issuer.uri().toString();
      String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
      return new WebAddress(URI.create(base + "/.well-known/openid-configuration"));
    }
  }

  /**
   * Keys that an operator wrote down.
   *
   * @param keys at least one, at most {@link #MAX_FIXED}
   */
  record Fixed(List<PublicKeyPem> keys) implements KeySource {

    public Fixed {
      keys = List.copyOf(keys);
      if (keys.isEmpty() || keys.size() > MAX_FIXED) {
        throw new IllegalArgumentException("there are 1 to " + MAX_FIXED + " keys");
      }
    }
  }

  /** The most keys that can be written down. */
  int MAX_FIXED = 16;
}
