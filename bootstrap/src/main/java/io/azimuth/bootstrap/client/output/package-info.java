/** What the server said, as people and as programs read it. */
package io.azimuth.bootstrap.client.output;
