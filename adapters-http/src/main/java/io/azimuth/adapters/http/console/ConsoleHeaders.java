package io.azimuth.adapters.http.console;

import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers by which a browser confines the console. */
final class ConsoleHeaders {

  /** Only files of this server, calls to this server only, no frame, no inline script or style. */
  static final String CONTENT_SECURITY_POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data:",
          "connect-src 'self'",
          "font-src 'self'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "base-uri 'none'",
          "require-trusted-types-for 'script'",
          "trusted-types 'none'");

  /** Nothing but the clipboard, which is written only after a click. */
  private static final String PERMISSIONS =
      "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), clipboard-write=(self),"
          + " display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(),"
          + " hid=(), magnetometer=(), microphone=(), midi=(), payment=(),"
          + " publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(),"
          + " xr-spatial-tracking=()";

  private final Map<HttpString, String> values = new LinkedHashMap<>();

  ConsoleHeaders() {
    values.put(new HttpString("Content-Security-Policy"), CONTENT_SECURITY_POLICY);
    values.put(new HttpString("Referrer-Policy"), "no-referrer");
    values.put(new HttpString("X-Frame-Options"), "DENY");
    values.put(new HttpString("Cross-Origin-Opener-Policy"), "same-origin");
    values.put(new HttpString("Cross-Origin-Embedder-Policy"), "require-corp");
    values.put(new HttpString("Cross-Origin-Resource-Policy"), "same-origin");
    values.put(new HttpString("Permissions-Policy"), PERMISSIONS);
  }

  void put(HeaderMap headers) {
    values.forEach(headers::put);
  }
}
