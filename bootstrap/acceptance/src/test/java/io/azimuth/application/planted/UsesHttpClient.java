package io.azimuth.application.planted;

import java.net.http.HttpClient;

/** Calls other systems itself. */
public interface UsesHttpClient {

  HttpClient client();
}
