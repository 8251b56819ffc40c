/** Client of the HTTP API: settings, requests and responses. */
package io.azimuth.bootstrap.client;
