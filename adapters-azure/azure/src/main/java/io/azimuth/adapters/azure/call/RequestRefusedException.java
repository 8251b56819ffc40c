package io.azimuth.adapters.azure.call;

import io.azimuth.adapters.azure.pipeline.CallException;

/**
 * Azure was understood, and the answer to what was wanted is no; the message is for the operator.
 */
public final class RequestRefusedException extends CallException {
  private static final long serialVersionUID = 1L;

  public RequestRefusedException(String message) {
    super(message);
  }
}
