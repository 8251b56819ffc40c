package io.azimuth.application.port.metrics;

/** The text formats in which monitoring systems read measurements. */
public enum TextFormat {
  /** The text format of Prometheus, version 0.0.4. */
  PROMETHEUS("text/plain; version=0.0.4; charset=utf-8"),
  /** OpenMetrics, version 1.0.0; it has exemplars. */
  OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private final String mediaType;

  TextFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type of texts in this format. */
  public String mediaType() {
    return mediaType;
  }
}
