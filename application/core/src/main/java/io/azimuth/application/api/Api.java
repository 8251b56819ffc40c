package io.azimuth.application.api;

import io.azimuth.spi.api.ApiRequest;
import java.util.concurrent.CompletionStage;

/** The entry point for all requests. */
public interface Api {

  /**
   * Carries out the request. Blocks while the body is read, but neither for the disk nor for
   * another system that a handler waits for. The stage completes when the outcome is durable and
   * audited; it may complete on any thread, so its dependents must not block. It never completes
   * exceptionally.
   */
  CompletionStage<ApiResponse> handle(ApiRequest request);
}
