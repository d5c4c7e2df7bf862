package io.chatelaine.incontainer;

import io.chatelaine.blackbox.Cell;
import io.chatelaine.testing.Ports;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Chooses Arquillian's container by the cell of this run, and sets the properties that {@code arquillian.xml} names. */
public final class ContainerExtension implements LoadableExtension {
    @Override
    public void register(ExtensionBuilder builder) {
        System.setProperty("arquillian.launch", Cell.current().onWildFly() ? "wildfly" : "payara-micro");
        System.setProperty("chatelaine.incontainer", ContainerFiles.FOLDER.toString());
        for (String port : new String[] {"http", "https", "management"}) {
            System.setProperty("chatelaine.incontainer." + port, String.valueOf(Ports.free()));
        }
        builder.observer(ContainerFiles.class);
    }
}
