/** Where the record of every request and answer goes. */
package io.azimuth.application.port.audit;
