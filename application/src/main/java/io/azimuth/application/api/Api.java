package io.azimuth.application.api;

import io.azimuth.spi.api.ApiRequest;
import java.util.concurrent.CompletionStage;

/** The only way in. */
public interface Api {

  /**
   * Carries the request out. Blocks while the body is read and while a handler waits for another
   * system; never for the disk. The stage completes when the outcome is durable and audited, on
   * whatever thread that happens, where nothing may block; it never completes exceptionally.
   */
  CompletionStage<ApiResponse> handle(ApiRequest request);
}
