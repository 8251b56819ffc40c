/** The log of the server, as an operator sees and steers it from outside. */
package io.azimuth.application.port.log;
