/** What the use cases need from outside; adapters and {@code bootstrap} supply it. */
package io.azimuth.application.port;
