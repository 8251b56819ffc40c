/** What the server reads again while it runs. */
package io.azimuth.application.port.reload;
