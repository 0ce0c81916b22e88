from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("topics", "0006_marks_shares_changes")]

    operations = [
        migrations.AddField(model_name="message", name="told", field=models.PositiveIntegerField(default=0)),
    ]
